// Generated from docs/reference by `npm run generate`. Do not edit.

export interface paths {
    "/v1/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands in one record. Sending the same again changes nothing */
        post: operations["RecordsController_one"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/records/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands in records as a stream; answers each line after its commit, with progress between */
        post: operations["RecordsController_bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/records/{recordId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A record of the own organisation, with identity. Others’ records are not found */
        get: operations["RecordsController_record"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own organisation’s cases, by record id, without identity */
        get: operations["RecordsController_cases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    RecordsController_one: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description In own names or in those of HTCDS */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Begins with the country. One record of the organisation for ever; other organisations’ ids do not matter */
                    record_id: string;
                    /** @description YYYY-MM-DD */
                    registered_on: string | null;
                    /** @description Begins with the country */
                    agency: string;
                    /** @description As typed */
                    given_name?: string | null;
                    /** @description As typed */
                    patronymic?: string | null;
                    /** @description As typed */
                    surname?: string | null;
                    aliases?: string[];
                    /** @enum {string|null} */
                    sex?: "FEMALE" | "MALE" | "OTHER" | "UNKNOWN" | null;
                    /** @description YYYY-MM-DD, YYYY-MM or YYYY */
                    birth_date?: string | null;
                    /** @description As typed */
                    birth_place?: string | null;
                    /** @description ISO 3166-2 */
                    birth_admin1?: string | null;
                    /** @description ISO 3166-1 alpha-2, STATELESS or UNKNOWN */
                    citizenship?: string | null;
                    /** @description As typed */
                    document_no?: string | null;
                    /** @description As typed */
                    national_id?: string | null;
                    /** @description As typed */
                    phone?: string | null;
                    /** @description As typed */
                    handle?: string | null;
                    /** @description As typed */
                    address?: string | null;
                    /** @enum {string|null} */
                    detection_channel?: "SELF_REFERRED" | "INFORMATION_RECEIVED" | "MEDIA_PUBLICATION" | "HOTLINE_CALL" | "POLICE_OPERATION" | "LABOUR_INSPECTION" | "BORDER_SCREENING" | "HEALTH_CONTACT" | "NGO_OUTREACH" | "CONSULAR" | "FOREIGN_NOTIFICATION" | "COURT" | "UNKNOWN" | null;
                    /** @enum {string|null} */
                    detecting_org_type?: "NGO" | "LawEnforcement" | "HealthServiceOrganisation" | "CentralGovernmentOrganisation" | "LocalGovernmentOrganisation" | "ImmigrationService" | "LegalService" | "CorporateBusiness" | "SchoolOrCollege" | "BorderGuard" | "LabourInspectorate" | "DiplomaticMission" | "InternationalOrganisation" | "Hotline" | "SelfReferral" | "UNKNOWN" | null;
                    /** @enum {string|null} */
                    trafficking_status?: "PossibleVictimOfTrafficking" | "ActualVictimOfTrafficking" | "NotAVictimOfTrafficking" | "UNKNOWN" | null;
                    /** @enum {string|null} */
                    decision_org?: "Police" | "NGO" | "CourtOrProsecution" | "NonPoliceGovernmentalOrganization" | "Other" | "IdentificationCommission" | "InternationalOrganisation" | "UNKNOWN" | null;
                    /** @description YYYY-MM-DD */
                    decided_on?: string | null;
                    acts?: ("RECRUITMENT" | "TRANSPORTATION" | "TRANSFER" | "HARBOURING" | "RECEIPT" | "PURCHASE_SALE" | "UNKNOWN")[];
                    means?: ("THREAT_OR_USE_OF_FORCE" | "OTHER_COERCION" | "ABDUCTION" | "FRAUD" | "DECEPTION" | "ABUSE_OF_POWER" | "ABUSE_OF_VULNERABILITY" | "PAYMENTS_OR_BENEFITS_TO_CONTROLLER" | "UNKNOWN")[];
                    exploitation_types?: ("ForcedLabour" | "SexualExploitation" | "ChildLabour" | "ForcedMarriage" | "Servitude" | "ForcedMilitaryByNonStateActors" | "OrganRemoval" | "ForcedBegging" | "ForcedAdoption" | "Surrogacy" | "Other" | "ForcedCriminality" | "SlaveryOrSimilarPractices" | "UNKNOWN")[];
                    sex_exploitation_types?: ("Prostitution" | "Pornography" | "RemoteInteractiveServices" | "PrivateSexualServices" | "UNKNOWN")[];
                    /** @enum {string|null} */
                    labour_sector?: "A_AgricultureForestryAndFishing" | "B_MiningAndQuarrying" | "C_Manufacturing" | "D_ElectricityGasSteamAndAirConditioningSupply" | "E_WaterSupplySewerageWasteManagement" | "F_Construction" | "G_WholesaleAndRetailTradeRepairOfMotorVehicles" | "H_TransportationAndStorage" | "I_AccommodationAndFoodServiceActivities" | "J_InformationAndCommunication" | "K_FinancialAndInsuranceActivities" | "L_RealEstateActivities" | "M_ProfessionalScientificAndTechnicalActivities" | "N_AdministrativeAndSupportServiceActivities" | "O_PublicAdministrationAndDefence" | "P_Education" | "Q_HumanHealthAndSocialWorkActivities" | "R_ArtsEntertainmentAndRecreation" | "S_OtherServiceActivities" | "T_ActivitiesOfHouseholdsAsEmployers" | "U_ActivitiesOfExtraterritorialOrganizations" | "UNKNOWN" | null;
                    /** @enum {string|null} */
                    country_of_exploitation?: "KZ" | "KG" | "TJ" | "UZ" | "TM" | "RU" | "TR" | "AE" | "KR" | "AF" | "CN" | "OTHER_CIS" | "OTHER_ASIA" | "OTHER_EUROPE" | "OTHER" | "STATELESS" | "UNKNOWN" | null;
                    /** @description ISO 3166-2 */
                    region_of_exploitation?: string | null;
                    /** @enum {string|null} */
                    recruitment_country?: "KZ" | "KG" | "TJ" | "UZ" | "TM" | "RU" | "TR" | "AE" | "KR" | "AF" | "CN" | "OTHER_CIS" | "OTHER_ASIA" | "OTHER_EUROPE" | "OTHER" | "STATELESS" | "UNKNOWN" | null;
                    transit_countries?: ("KZ" | "KG" | "TJ" | "UZ" | "TM" | "RU" | "TR" | "AE" | "KR" | "AF" | "CN" | "OTHER_CIS" | "OTHER_ASIA" | "OTHER_EUROPE" | "OTHER" | "STATELESS" | "UNKNOWN")[];
                    control_methods?: ("DebtBondage" | "TakesEarnings" | "RestrictsFinancialAccess" | "Threats" | "PsychologicalAbuse" | "PhysicalAbuse" | "SexualAbuse" | "FalsePromises" | "PsychoactiveSubstances" | "RestrictsMovement" | "RestrictsMedicalCare" | "ExcessiveWorkingHours" | "UsesChildren" | "ThreatOfLawEnforcement" | "WithholdsNecessities" | "WithholdsDocuments" | "Other" | "UNKNOWN")[];
                    /** @enum {string|null} */
                    recruitment_method?: "AtAPlaceOfBusiness" | "AtAnEducationalInstitution" | "AtWork" | "ThroughOnlineSocialNetworks" | "ThroughAnOnlineAdvertisement" | "ThroughATelevisionAdvert" | "ThroughANewspaperAdvert" | "ThroughFamilyOrFamilyEvents" | "ThroughFriendsOrSocialEvents" | "Other" | "UNKNOWN" | null;
                    /** @enum {string|null} */
                    recruiter_relation?: "IntimatePartner" | "Friend" | "Family" | "Other" | "Unknown" | "UNKNOWN" | null;
                    /** @description Whole months, or UNKNOWN */
                    exploitation_duration_months?: number | string | null;
                    /** @enum {string|null} */
                    migration_status?: "Family" | "Visitor" | "Labour" | "Student" | "Irregular" | "AsylumSeeker" | "Refugee" | "ComplementaryProtection" | "Stateless" | "InternallyDisplaced" | "Returnee" | "Deportee" | "UnaccompaniedOrSeparatedChild" | "NotAMigrant" | "UNKNOWN" | null;
                    /** @enum {string|null} */
                    minor_at_exploitation?: "Y" | "N" | "UNKNOWN" | null;
                    /** @enum {string|null} */
                    has_dependants?: "Y" | "N" | "UNKNOWN" | null;
                    consents?: (("DOMESTIC_REFERRAL" | "CROSS_BORDER_REFERRAL" | "CROSS_BORDER_MATCH" | "LAW_ENFORCEMENT_CONTACT" | "ANONYMISED_STATISTICS" | "RETURN_ARRANGEMENT" | "FAMILY_TRACING" | "RESEARCH") | {
                        /** @enum {string} */
                        purpose: "DOMESTIC_REFERRAL" | "CROSS_BORDER_REFERRAL" | "CROSS_BORDER_MATCH" | "LAW_ENFORCEMENT_CONTACT" | "ANONYMISED_STATISTICS" | "RETURN_ARRANGEMENT" | "FAMILY_TRACING" | "RESEARCH";
                        /** @enum {string} */
                        decision: "GIVEN" | "REFUSED" | "WITHDRAWN" | "NOT_ASKED";
                        /**
                         * @default RECORDED
                         * @enum {string}
                         */
                        basis?: "RECORDED" | "ATTESTED_BY_AGENCY";
                        /**
                         * @default UNKNOWN
                         * @enum {string}
                         */
                        by?: "PERSON" | "LEGAL_GUARDIAN_WITH_CHILD_ASSENT" | "APPOINTED_GUARDIAN" | "CHILD_PROTECTION_AUTHORITY" | "COURT" | "UNKNOWN";
                        informed?: ("agreesToInterview" | "toldPurpose" | "toldUses" | "toldResearchUse" | "toldAccessRight" | "toldRetention" | "toldHowToWithdraw")[];
                        /** @description Day or RFC 3339 instant */
                        taken_on?: string;
                    })[];
                    /** @description YYYY-MM-DD */
                    reflection_started_on?: string | null;
                    /** @description As typed */
                    notes?: string | null;
                } | {
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_FirstName?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_MiddleName?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_SecondName?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_Birthdate?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_Gender?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_Citizenship?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_IdentityNumber?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_HomePhone?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_MobilePhone?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_MailingCity?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_MailingCountry?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_MailingState?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_MailingStreet?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_MailingPostalCode?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_TraffickingStatus?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_TraffickingStatusDecisionMakingOrg?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_RelationshipToTrafficker?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_AgeWhenTrafficked?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_MethodOfRecruitment?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_MethodsOfControl?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_TypeOfExploitation?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_ForcedLabourIndustry?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_TypeOfSexExploitation?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    cco_CaseComment?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    con_Consent?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    hte_Country?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    hte_State?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    hte_Type?: unknown;
                };
            };
        };
        responses: {
            /** @description Committed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Physical line of the file, from 1 */
                        line?: number;
                        record_id?: string;
                        /** @enum {string} */
                        outcome: "registered" | "changed" | "unchanged" | "rejected";
                        /** Format: uuid */
                        case_ref?: string;
                        /** @description What is wrong, by field; never a value */
                        errors?: {
                            field?: string;
                            code?: string;
                        }[];
                        /** @description Fields of HTCDS with a value for which a record has no place */
                        not_taken?: string[];
                    };
                };
            };
            /** @description Refused: every error by field and code */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RecordsController_bulk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One record a line, each in own names or in those of HTCDS */
        requestBody: {
            content: {
                "application/x-ndjson": {
                    /** @description Begins with the country. One record of the organisation for ever; other organisations’ ids do not matter */
                    record_id: string;
                    /** @description YYYY-MM-DD */
                    registered_on: string | null;
                    /** @description Begins with the country */
                    agency: string;
                    /** @description As typed */
                    given_name?: string | null;
                    /** @description As typed */
                    patronymic?: string | null;
                    /** @description As typed */
                    surname?: string | null;
                    aliases?: string[];
                    /** @enum {string|null} */
                    sex?: "FEMALE" | "MALE" | "OTHER" | "UNKNOWN" | null;
                    /** @description YYYY-MM-DD, YYYY-MM or YYYY */
                    birth_date?: string | null;
                    /** @description As typed */
                    birth_place?: string | null;
                    /** @description ISO 3166-2 */
                    birth_admin1?: string | null;
                    /** @description ISO 3166-1 alpha-2, STATELESS or UNKNOWN */
                    citizenship?: string | null;
                    /** @description As typed */
                    document_no?: string | null;
                    /** @description As typed */
                    national_id?: string | null;
                    /** @description As typed */
                    phone?: string | null;
                    /** @description As typed */
                    handle?: string | null;
                    /** @description As typed */
                    address?: string | null;
                    /** @enum {string|null} */
                    detection_channel?: "SELF_REFERRED" | "INFORMATION_RECEIVED" | "MEDIA_PUBLICATION" | "HOTLINE_CALL" | "POLICE_OPERATION" | "LABOUR_INSPECTION" | "BORDER_SCREENING" | "HEALTH_CONTACT" | "NGO_OUTREACH" | "CONSULAR" | "FOREIGN_NOTIFICATION" | "COURT" | "UNKNOWN" | null;
                    /** @enum {string|null} */
                    detecting_org_type?: "NGO" | "LawEnforcement" | "HealthServiceOrganisation" | "CentralGovernmentOrganisation" | "LocalGovernmentOrganisation" | "ImmigrationService" | "LegalService" | "CorporateBusiness" | "SchoolOrCollege" | "BorderGuard" | "LabourInspectorate" | "DiplomaticMission" | "InternationalOrganisation" | "Hotline" | "SelfReferral" | "UNKNOWN" | null;
                    /** @enum {string|null} */
                    trafficking_status?: "PossibleVictimOfTrafficking" | "ActualVictimOfTrafficking" | "NotAVictimOfTrafficking" | "UNKNOWN" | null;
                    /** @enum {string|null} */
                    decision_org?: "Police" | "NGO" | "CourtOrProsecution" | "NonPoliceGovernmentalOrganization" | "Other" | "IdentificationCommission" | "InternationalOrganisation" | "UNKNOWN" | null;
                    /** @description YYYY-MM-DD */
                    decided_on?: string | null;
                    acts?: ("RECRUITMENT" | "TRANSPORTATION" | "TRANSFER" | "HARBOURING" | "RECEIPT" | "PURCHASE_SALE" | "UNKNOWN")[];
                    means?: ("THREAT_OR_USE_OF_FORCE" | "OTHER_COERCION" | "ABDUCTION" | "FRAUD" | "DECEPTION" | "ABUSE_OF_POWER" | "ABUSE_OF_VULNERABILITY" | "PAYMENTS_OR_BENEFITS_TO_CONTROLLER" | "UNKNOWN")[];
                    exploitation_types?: ("ForcedLabour" | "SexualExploitation" | "ChildLabour" | "ForcedMarriage" | "Servitude" | "ForcedMilitaryByNonStateActors" | "OrganRemoval" | "ForcedBegging" | "ForcedAdoption" | "Surrogacy" | "Other" | "ForcedCriminality" | "SlaveryOrSimilarPractices" | "UNKNOWN")[];
                    sex_exploitation_types?: ("Prostitution" | "Pornography" | "RemoteInteractiveServices" | "PrivateSexualServices" | "UNKNOWN")[];
                    /** @enum {string|null} */
                    labour_sector?: "A_AgricultureForestryAndFishing" | "B_MiningAndQuarrying" | "C_Manufacturing" | "D_ElectricityGasSteamAndAirConditioningSupply" | "E_WaterSupplySewerageWasteManagement" | "F_Construction" | "G_WholesaleAndRetailTradeRepairOfMotorVehicles" | "H_TransportationAndStorage" | "I_AccommodationAndFoodServiceActivities" | "J_InformationAndCommunication" | "K_FinancialAndInsuranceActivities" | "L_RealEstateActivities" | "M_ProfessionalScientificAndTechnicalActivities" | "N_AdministrativeAndSupportServiceActivities" | "O_PublicAdministrationAndDefence" | "P_Education" | "Q_HumanHealthAndSocialWorkActivities" | "R_ArtsEntertainmentAndRecreation" | "S_OtherServiceActivities" | "T_ActivitiesOfHouseholdsAsEmployers" | "U_ActivitiesOfExtraterritorialOrganizations" | "UNKNOWN" | null;
                    /** @enum {string|null} */
                    country_of_exploitation?: "KZ" | "KG" | "TJ" | "UZ" | "TM" | "RU" | "TR" | "AE" | "KR" | "AF" | "CN" | "OTHER_CIS" | "OTHER_ASIA" | "OTHER_EUROPE" | "OTHER" | "STATELESS" | "UNKNOWN" | null;
                    /** @description ISO 3166-2 */
                    region_of_exploitation?: string | null;
                    /** @enum {string|null} */
                    recruitment_country?: "KZ" | "KG" | "TJ" | "UZ" | "TM" | "RU" | "TR" | "AE" | "KR" | "AF" | "CN" | "OTHER_CIS" | "OTHER_ASIA" | "OTHER_EUROPE" | "OTHER" | "STATELESS" | "UNKNOWN" | null;
                    transit_countries?: ("KZ" | "KG" | "TJ" | "UZ" | "TM" | "RU" | "TR" | "AE" | "KR" | "AF" | "CN" | "OTHER_CIS" | "OTHER_ASIA" | "OTHER_EUROPE" | "OTHER" | "STATELESS" | "UNKNOWN")[];
                    control_methods?: ("DebtBondage" | "TakesEarnings" | "RestrictsFinancialAccess" | "Threats" | "PsychologicalAbuse" | "PhysicalAbuse" | "SexualAbuse" | "FalsePromises" | "PsychoactiveSubstances" | "RestrictsMovement" | "RestrictsMedicalCare" | "ExcessiveWorkingHours" | "UsesChildren" | "ThreatOfLawEnforcement" | "WithholdsNecessities" | "WithholdsDocuments" | "Other" | "UNKNOWN")[];
                    /** @enum {string|null} */
                    recruitment_method?: "AtAPlaceOfBusiness" | "AtAnEducationalInstitution" | "AtWork" | "ThroughOnlineSocialNetworks" | "ThroughAnOnlineAdvertisement" | "ThroughATelevisionAdvert" | "ThroughANewspaperAdvert" | "ThroughFamilyOrFamilyEvents" | "ThroughFriendsOrSocialEvents" | "Other" | "UNKNOWN" | null;
                    /** @enum {string|null} */
                    recruiter_relation?: "IntimatePartner" | "Friend" | "Family" | "Other" | "Unknown" | "UNKNOWN" | null;
                    /** @description Whole months, or UNKNOWN */
                    exploitation_duration_months?: number | string | null;
                    /** @enum {string|null} */
                    migration_status?: "Family" | "Visitor" | "Labour" | "Student" | "Irregular" | "AsylumSeeker" | "Refugee" | "ComplementaryProtection" | "Stateless" | "InternallyDisplaced" | "Returnee" | "Deportee" | "UnaccompaniedOrSeparatedChild" | "NotAMigrant" | "UNKNOWN" | null;
                    /** @enum {string|null} */
                    minor_at_exploitation?: "Y" | "N" | "UNKNOWN" | null;
                    /** @enum {string|null} */
                    has_dependants?: "Y" | "N" | "UNKNOWN" | null;
                    consents?: (("DOMESTIC_REFERRAL" | "CROSS_BORDER_REFERRAL" | "CROSS_BORDER_MATCH" | "LAW_ENFORCEMENT_CONTACT" | "ANONYMISED_STATISTICS" | "RETURN_ARRANGEMENT" | "FAMILY_TRACING" | "RESEARCH") | {
                        /** @enum {string} */
                        purpose: "DOMESTIC_REFERRAL" | "CROSS_BORDER_REFERRAL" | "CROSS_BORDER_MATCH" | "LAW_ENFORCEMENT_CONTACT" | "ANONYMISED_STATISTICS" | "RETURN_ARRANGEMENT" | "FAMILY_TRACING" | "RESEARCH";
                        /** @enum {string} */
                        decision: "GIVEN" | "REFUSED" | "WITHDRAWN" | "NOT_ASKED";
                        /**
                         * @default RECORDED
                         * @enum {string}
                         */
                        basis?: "RECORDED" | "ATTESTED_BY_AGENCY";
                        /**
                         * @default UNKNOWN
                         * @enum {string}
                         */
                        by?: "PERSON" | "LEGAL_GUARDIAN_WITH_CHILD_ASSENT" | "APPOINTED_GUARDIAN" | "CHILD_PROTECTION_AUTHORITY" | "COURT" | "UNKNOWN";
                        informed?: ("agreesToInterview" | "toldPurpose" | "toldUses" | "toldResearchUse" | "toldAccessRight" | "toldRetention" | "toldHowToWithdraw")[];
                        /** @description Day or RFC 3339 instant */
                        taken_on?: string;
                    })[];
                    /** @description YYYY-MM-DD */
                    reflection_started_on?: string | null;
                    /** @description As typed */
                    notes?: string | null;
                } | {
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_FirstName?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_MiddleName?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_SecondName?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_Birthdate?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_Gender?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_Citizenship?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_IdentityNumber?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_HomePhone?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_MobilePhone?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_MailingCity?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_MailingCountry?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_MailingState?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_MailingStreet?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    prs_MailingPostalCode?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_TraffickingStatus?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_TraffickingStatusDecisionMakingOrg?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_RelationshipToTrafficker?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_AgeWhenTrafficked?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_MethodOfRecruitment?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_MethodsOfControl?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_TypeOfExploitation?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_ForcedLabourIndustry?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    vic_TypeOfSexExploitation?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    cco_CaseComment?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    con_Consent?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    hte_Country?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    hte_State?: unknown;
                    /** @description As the standard has it; several values as an array or divided by ; */
                    hte_Type?: unknown;
                };
            };
        };
        responses: {
            /** @description One result a line, {"progress"} lines between, {"summary"} last */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RecordsController_record: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recordId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or of another organisation */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RecordsController_cases: {
        parameters: {
            query?: {
                /** @description Record id that the page begins after */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
